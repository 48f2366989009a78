export { combinedApplication } from './combinedApplication.ts'
export { registrationCase } from './registrationCase.ts'
export { unitTerms } from './unitTerms.ts'
