/** How numbers are written on screen (design notes, "Numbers"). Unknown is an en dash, never 0. */

const UNKNOWN = "–";

/** 586 ms, 1.74 s, 12.4 s, 2 m 05 s. */
export function formatMs(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  // Each bound is where the rounded number would need one more digit: 999.7 ms is 1.00 s, not 1000 ms.
  if (ms < 9.95 && !Number.isInteger(ms)) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_995) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
}

/** Countdown 4:19. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** $0.000713, $3.88, $124; per-request amounts below a ten-thousandth of a cent as $4.51 × 10⁻⁶. */
export function formatUsd(usd: number | undefined): string {
  if (usd === undefined || !Number.isFinite(usd)) return UNKNOWN;
  if (usd === 0) return "$0";
  if (usd < 0.000_1) {
    const [digits = "", exponent] = usd.toExponential(2).split("e");
    return `$${digits} × 10${superscript(Number(exponent))}`;
  }
  if (usd < 1) return `$${Number(usd.toPrecision(3)).toString()}`;
  if (usd < 100) return `$${usd.toFixed(2)}`;
  return `$${Math.round(usd).toLocaleString("en-US")}`;
}

export function superscript(exponent: number): string {
  return String(exponent).replace(/[-0-9]/g, (digit) => (digit === "-" ? "⁻" : ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "")));
}

/** 8.0 % */
export function formatPercent(share: number | undefined): string {
  return share === undefined || !Number.isFinite(share) ? UNKNOWN : `${(share * 100).toFixed(1)} %`;
}

/** 612 B, 18.2 kB, 5.40 MB (decimal units, as browsers' network panels write them). */
export function formatBytes(bytes: number | undefined): string {
  if (bytes === undefined) return UNKNOWN;
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(2)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** 40.8 GB-s from MB-milliseconds. */
export function formatGbSeconds(mbMs: number): string {
  const gbSeconds = mbMs / 1_024 / 1_000;
  if (gbSeconds === 0) return "0 GB-s";
  if (gbSeconds < 1_000) return `${Number(gbSeconds.toPrecision(3))} GB-s`;
  return `${Math.round(gbSeconds / 1_000).toLocaleString("en-US")} k GB-s`;
}

/** 11:04:52 */
export function formatClock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

/** 11:04:52.518 */
export function formatInstant(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}
