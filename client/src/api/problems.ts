/** An answer that is not a success, or no answer at all (code "offline"). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly field: string | null = null,
    readonly retryAfterMs: number | null = null,
  ) {
    super(detail);
    this.name = "Problem";
  }
}

// Codes for which the client has better words, or another act, than the server's sentence.
const known = ["offline", "signed_out", "too_many_attempts", "unavailable", "internal"] as const;
type KnownCode = (typeof known)[number];

function isKnown(code: string): code is KnownCode {
  return (known as readonly string[]).includes(code);
}

/** What to tell a person. New codes of the server speak for themselves through their detail. */
export function sentence(error: unknown): string {
  if (!(error instanceof Problem)) return "Something went wrong here. Try again.";
  if (!isKnown(error.code)) return error.detail || "That did not work. Try again.";
  switch (error.code) {
    case "offline": return "You are offline. Nothing was lost.";
    case "signed_out": return "You are signed out. Sign in to go on.";
    case "too_many_attempts": return waitSentence(error.retryAfterMs);
    case "unavailable": return "The service is busy for a moment. Try again.";
    case "internal": return "Something broke at the service. Try again.";
    default: return error.code satisfies never;
  }
}

function waitSentence(ms: number | null): string {
  if (ms === null) return "That was a lot at once. Wait a moment, then try again.";
  const minutes = Math.ceil(ms / 60_000);
  return ms < 60_000
    ? `That was a lot at once. Try again in ${Math.ceil(ms / 1000)} seconds.`
    : `That was a lot at once. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}

export function isProblem(error: unknown, code: string): boolean {
  return error instanceof Problem && error.code === code;
}

/** Worth another attempt with the same idempotency key: nobody can know whether the first one arrived. */
export function isPassing(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || [502, 503, 504].includes(error.status));
}
