import { narrowRole, narrowService } from "./narrow-role.ts";
import type { WriteRemedies } from "./remedy.ts";

/** A statement for each service that is granted whole; where every service is, a single one to fill in. */
export const roleWildcardServiceRemedies: WriteRemedies = (subject) => {
  const listed = subject.evidence.find(({ fact }) => fact === "services")?.value;
  const services = Array.isArray(listed) ? listed.filter((name) => typeof name === "string" && name !== "*") : [];
  const partition = subject.resourceArn.split(":")[1] ?? "aws";
  return narrowRole(
    subject,
    services.map((service) => narrowService(String(service), partition)),
  );
};
