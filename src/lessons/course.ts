/** The course in its order. A lesson that has a folder of its name is built; the others have their place and say so. */
export interface CourseEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export const COURSE: readonly CourseEntry[] = [
  {
    id: "01-why-not-a-server",
    title: "Why not a server?",
    summary: "A server idles, overloads, is patched and scaled by hand; then the same traffic as a function.",
  },
  { id: "02-first-function", title: "Your first function", summary: "Write it, send it a request, read its log and its receipt." },
  {
    id: "03-function-platform",
    title: "What is a function platform doing?",
    summary: "Containers, versions, dynamic allocation; AWS, Azure and Google side by side.",
  },
  {
    id: "04-events",
    title: "Events",
    summary: "HTTP, cron, upload, queue, table and alarm; a thumbnail pipeline that begins with an upload.",
  },
  {
    id: "05-microservices-or-monolith",
    title: "Microservices, or a monolith in a function",
    summary: "Build both; compare size, cold start and cost.",
  },
  {
    id: "06-stateless-almost",
    title: "Stateless, almost",
    summary: "Module scope, two containers that disagree, /tmp, work after the response; then the state in a table.",
  },
  { id: "07-cold-starts", title: "Cold starts", summary: "By runtime, package size and provider; initialise once, outside the handler." },
  { id: "08-keeping-warm", title: "Keeping warm", summary: "The scheduled ping, provisioned containers, and what they cost." },
  { id: "09-scaling", title: "Scaling", summary: "Bursts, concurrency, throttles, queues as shock absorbers; down to zero." },
  {
    id: "10-when-things-fail",
    title: "When things fail",
    summary: "Timeouts, retries, duplicates and idempotency, dead letters.",
  },
  { id: "11-the-bill", title: "The bill", summary: "Receipts, rounding, memory tuning, break-even with a server." },
  { id: "12-out-of-the-browser", title: "Out of the browser", summary: "What stays the same when this goes to a cloud." },
];
