/** An address as a number of so many bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

function parseIpv4(text: string): Address | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return { bits: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

/** Groups of a part of an IPv6 address; the last may be written as IPv4. Null where one is malformed. */
function groupsOf(text: string): readonly bigint[] | null {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const tail = index === parts.length - 1 ? parseIpv4(part) : null;
    if (tail !== null) groups.push(tail.value >> 16n, tail.value & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function parseIpv6(text: string): Address | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = null, tail = null] = [groupsOf(halves[0] ?? ""), groupsOf(halves[1] ?? "")];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<bigint>(missing).fill(0n), ...tail];
  const value = groups.reduce((sum, group) => (sum << 16n) | group, 0n);
  // An IPv4 address in IPv6 clothes (::ffff:1.2.3.4) is that IPv4 address.
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

const parseAddress = (text: string) => (text.includes(":") ? parseIpv6(text) : parseIpv4(text));

/** Whether an address lies in a range such as `10.0.0.0/8`, `2001:db8::/32` or one address; false if one is malformed. */
export function isInRange(range: string, address: string): boolean {
  const [base = "", length, ...rest] = range.split("/");
  const from = parseAddress(base);
  const candidate = parseAddress(address);
  if (from === null || candidate === null || from.bits !== candidate.bits || rest.length > 0) return false;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
  const prefix = length === undefined ? from.bits : Number(length);
  if (prefix > from.bits) return false;
  const shift = BigInt(from.bits - prefix);
  return from.value >> shift === candidate.value >> shift;
}
