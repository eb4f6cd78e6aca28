/** What a first visit is offered: known before any lesson's code is there. A test holds it against the lesson itself. */
export const FIRST_LESSON = { id: "02-first-function", minutes: 12 } as const;
