/** Of the console handle's contract and of what is written to files: rises when a field goes or changes its meaning. */
export const VERSION = "1.0.0";
