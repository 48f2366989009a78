export { registrationCase } from './registrationCase.ts'
