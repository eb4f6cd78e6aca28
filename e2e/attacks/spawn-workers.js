exports.handler = async () => {
  let started = 0;
  const url = URL.createObjectURL(new Blob(["for(;;);"], { type: "text/javascript" }));
  for (let n = 0; n < 1_000; n += 1) {
    try {
      new Worker(url);
      started += 1;
    } catch {
      // What should happen.
    }
  }
  return { started, Worker: typeof Worker, SharedWorker: typeof SharedWorker };
};
