/** The phases and their looks, in the order of a life. */
const KEYS = [
  ["k-provision", "start"],
  ["k-init", "init"],
  ["k-run", "busy"],
  ["k-idle", "idle"],
  ["k-evicted", "evicted"],
  ["k-crash", "failed"],
] as const;

export function Legend() {
  return (
    <div className="legend" aria-hidden="true">
      {KEYS.map(([look, word]) => (
        <span key={look}>
          <i className={`key ${look}`} />
          {word}
        </span>
      ))}
    </div>
  );
}
