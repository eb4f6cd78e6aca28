/** The windows that the shell opens; one at a time. */
export type DialogName = "new-function" | "new-service" | "secrets" | "platform-settings" | "keyboard" | "start-over";
export type OpenDialog = (dialog: DialogName) => void;
