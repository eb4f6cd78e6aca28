/**
 * process.on("uncaughtException") and its like: told before the container's runtime ends the process, which it does
 * whatever the listeners do, as Lambda's runtime does with its own.
 */
interface Emitting {
  emit(name: string, ...args: unknown[]): boolean;
}

type Listen = (type: string, listener: (event: Event) => void, options: { capture: boolean }) => void;

export function tellCrashes(scope: object, target: Emitting): void {
  const listen = Reflect.get(scope, "addEventListener") as Listen | undefined;
  if (!listen) return;
  const on = (type: string, tell: (event: Event) => void) => Reflect.apply(listen, scope, [type, tell, { capture: true }]);
  on("error", (event) => {
    const error: unknown = Reflect.get(event, "error");
    target.emit("uncaughtExceptionMonitor", error, "uncaughtException");
    target.emit("uncaughtException", error, "uncaughtException");
  });
  on("unhandledrejection", (event) => {
    target.emit("unhandledRejection", Reflect.get(event, "reason"), Reflect.get(event, "promise"));
  });
}
