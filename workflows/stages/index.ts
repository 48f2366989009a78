export { archiving, certification, delivery } from './completion.ts'
export { examination } from './examination.ts'
export { intake } from './intake.ts'
export { recording } from './recording.ts'
