import { accountActions } from "./permissions.ts";
import type { HubTemplateInput, RoleTemplateInput } from "./role-template.ts";

/** The read-only role of one account as Terraform (HCL): the same role as the CloudFormation template makes. */
export function roleTerraform(input: RoleTemplateInput): string {
  const actions = accountActions()
    .map(({ action, whys }) => `        # So that ${whys.join("; so that ")}.\n        ${quoted(action)},`)
    .join("\n");
  return `${variables(input)}
${role()}
resource "aws_iam_role_policy" "lamplight" {
  name = "LamplightReadOnly"
  role = aws_iam_role.lamplight.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Resource = "*"
      Action = [
${actions}
      ]
    }]
  })
}
${output}`;
}

/** The hub's role as Terraform. */
export function hubTerraform(input: HubTemplateInput): string {
  return `${variables(input)}
variable "account_role_name" {
  description = "The name of the read-only role in the accounts."
  type        = string
  default     = ${quoted(input.accountRoleName)}
}

data "aws_partition" "current" {}

${role()}
resource "aws_iam_role_policy" "lamplight" {
  name = "LamplightAssumesRoles"
  role = aws_iam_role.lamplight.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = "arn:\${data.aws_partition.current.partition}:iam::*:role/\${var.account_role_name}"
    }]
  })
}
${output}`;
}

const output = `
output "role_arn" {
  value = aws_iam_role.lamplight.arn
}
`;

function variables({ roleName, trustedPrincipalArn, externalId }: RoleTemplateInput): string {
  return `variable "role_name" {
  type    = string
  default = ${quoted(roleName)}
}

variable "trusted_principal_arn" {
  description = "Who may assume the role: a role, or the root of the account that Lamplight runs in."
  type        = string
  default     = ${quoted(trustedPrincipalArn)}
}

variable "external_id" {
  description = "Lamplight names it when it assumes the role; nobody else may assume it."
  type        = string
  default     = ${quoted(externalId)}
}
`;
}

function role(): string {
  return `resource "aws_iam_role" "lamplight" {
  name                 = var.role_name
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.trusted_principal_arn }
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}
`;
}

/** A string literal of HCL that means this text: JSON's, with the two markers of templates doubled. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, (_marker, sign: string) => `${sign}${sign}{`);
}
