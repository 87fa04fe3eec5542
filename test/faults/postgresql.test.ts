import { testFaults } from './matrix.js'

testFaults('postgresql')
