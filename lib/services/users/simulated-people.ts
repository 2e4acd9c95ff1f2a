/** The stand-in people of the simulated AWS have addresses that end so; none of them counts as a real administrator. */
export const simulatedAddressSuffix = "@lamplight.example";
