import { charge, mail } from "./shop";

interface Payment {
  readonly order: string;
  readonly cents: number;
  /** How long the mail server takes today. */
  readonly mailMs?: number;
}

// First the money, then the receipt.
export const handler = async ({ order, cents, mailMs = 50 }: Payment) => {
  await charge(order, cents);
  await mail(order, mailMs);
  return { order, paid: true };
};
