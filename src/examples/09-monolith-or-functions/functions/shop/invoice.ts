import dayjs from "dayjs";

export const readInvoice = () => ({ dueOn: dayjs().add(14, "day").format("YYYY-MM-DD"), amountEur: 9.7 });
