import { testFaults } from './matrix.js'

testFaults('sqlite')
