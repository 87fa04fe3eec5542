import { testFaults } from './matrix.js'

testFaults('mysql')
