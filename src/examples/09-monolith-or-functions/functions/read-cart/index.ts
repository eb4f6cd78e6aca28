export const handler = async () => ({ items: [] });
