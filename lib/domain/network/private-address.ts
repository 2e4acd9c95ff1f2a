/** Ranges that no address of the internet lies in: RFC 1918, RFC 6598, unique local and link-local IPv6. */
const privateRanges = [
  [[10, 0, 0, 0], 8],
  [[172, 16, 0, 0], 12],
  [[192, 168, 0, 0], 16],
  [[100, 64, 0, 0], 10],
] as const;

/** Whether every address of a CIDR block is private. What cannot be parsed is not. */
export function isPrivateCidr(cidr: string): boolean {
  const [address = "", bits = ""] = cidr.split("/");
  const length = Number(bits);
  if (!/^\d{1,3}$/.test(bits)) return false;
  if (address.includes(":"))
    return /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/i.test(address) && length >= 7 && length <= 128;
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return false;
  if (length > 32) return false;
  return privateRanges.some(
    ([range, rangeLength]) =>
      length >= rangeLength && numberOf(parts) >>> (32 - rangeLength) === numberOf(range) >>> (32 - rangeLength),
  );
}

function numberOf(parts: readonly number[]): number {
  return parts.reduce((number, part) => number * 256 + part, 0);
}
