exports.handler = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = false;
  callback(null, `first of ${event.n}`);
  callback(null, `second of ${event.n}`);
  context.succeed("third");
  context.done(null, "fourth");
  setTimeout(() => callback(null, "late"), 0);
  return Promise.resolve("fifth");
};
