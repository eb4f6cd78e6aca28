exports.handler = async () => {
  for (;;);
};
