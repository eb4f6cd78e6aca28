exports.handler = async () => {
  for (let n = 0; n < 1_000_000; n += 1) console.log("flood");
  return "done";
};
