import { setTimeout as sleep } from "node:timers/promises";

// Takes an order, answers, and means to send the mail half a second later.
export const handler = async () => {
  const orderedAt = Date.now();
  setTimeout(() => {
    console.log(`mail sent, ${Date.now() - orderedAt} ms after the order`);
  }, 500);

  await sleep(50); // Saving the order.
  return { ordered: true };
};
