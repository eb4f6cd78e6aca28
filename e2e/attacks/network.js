const attempt = async (deed) => {
  try {
    await deed();
    return "done";
  } catch (error) {
    return `refused: ${error.name}`;
  }
};

exports.handler = async ({ origin }) => ({
  ownOrigin: await attempt(() => fetch(`${origin}/favicon.svg?stolen`)),
  elsewhere: await attempt(() => fetch("https://example.com/stolen")),
  xhr: await attempt(() => new XMLHttpRequest()),
  socket: await attempt(() => new WebSocket("wss://example.com/stolen")),
  eventSource: await attempt(() => new EventSource(`${origin}/stolen`)),
  import: await attempt(() => import(`${origin}/assets/stolen.js`)),
  importScripts: await attempt(() => importScripts(`${origin}/stolen.js`)),
  beacon: await attempt(() => navigator.sendBeacon(`${origin}/stolen`)),
});
