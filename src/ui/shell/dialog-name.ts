/** The windows that the shell opens; one at a time. */
export type DialogName =
  | "new-function"
  | "new-service"
  | "secrets"
  | "platform-settings"
  | "keyboard"
  | "start-over"
  | "projects"
  | "history"
  | "share"
  | "lessons"
  | "examples"
  | "glossary"
  | "palette"
  | "offline"
  | "next-group";
export type OpenDialog = (dialog: DialogName) => void;

export interface DialogProps {
  readonly onClose: () => void;
  /** Another one in its place. */
  readonly openDialog: OpenDialog;
}
