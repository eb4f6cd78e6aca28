/** What this view will say, while there is nothing to say it of. */
export function WhyNothing({ anyRan, ran }: { anyRan: boolean; ran: number }) {
  if (ran > 0)
    return (
      <div className="quiet">
        <h3>Nothing to explain here</h3>
        <p>
          {ran.toLocaleString("en-US")} {ran === 1 ? "request" : "requests"} met a warm container, and none was throttled or tried again.
          Send a burst, or let the containers go idle.
        </p>
      </div>
    );
  return (
    <div className="quiet">
      <h3>No cold start yet</h3>
      <p>
        {anyRan
          ? "None of the requests is of the filter and the stretch of time above."
          : "Send a request. Nothing runs yet, so it will meet no container: the first cold start. It stands here with its reason, and with what would have avoided it."}
      </p>
    </div>
  );
}
