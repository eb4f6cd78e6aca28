/** Rates of requests in words a person can picture: 3.7 a second, 12 a minute, 4 an hour. */
const UNITS = [
  { name: "second", perSecond: 1 },
  { name: "minute", perSecond: 1 / 60 },
  { name: "hour", perSecond: 1 / 3_600 },
  { name: "day", perSecond: 1 / 86_400 },
] as const;

/** "3.7 a second"; below one a second in the greatest unit in which it is at least one, below one a day as that. */
export function rateWords(perSecond: number): string {
  if (!(perSecond > 0)) return "none";
  const unit = UNITS.find((each) => perSecond >= each.perSecond) ?? UNITS[3];
  return `${short(perSecond / unit.perSecond)} ${unit.name === "hour" ? "an" : "a"} ${unit.name}`;
}

/** On an axis: 0.001/s, 10/s, 1,000/s. */
export function tickRate(perSecond: number): string {
  return `${short(perSecond)}/s`;
}

function short(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString("en-US", { maximumFractionDigits: 8 });
}
