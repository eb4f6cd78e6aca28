import { setTimeout as sleep } from "node:timers/promises";

// Asks a slow service and computes next to nothing itself.
export const handler = async () => {
  await sleep(100);
  return { report: "ready" };
};
