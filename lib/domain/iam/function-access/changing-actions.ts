/**
 * Actions on a function by which whoever may call them decides what code it runs, as what, or who else may reach it.
 * Deleting and throttling are among them: they change it, too. Sorted.
 */
export const changingActions: readonly string[] = [
  "lambda:AddPermission",
  "lambda:CreateAlias",
  "lambda:CreateFunctionUrlConfig",
  "lambda:DeleteAlias",
  "lambda:DeleteFunction",
  "lambda:DeleteFunctionCodeSigningConfig",
  "lambda:DeleteFunctionConcurrency",
  "lambda:DeleteFunctionEventInvokeConfig",
  "lambda:DeleteFunctionUrlConfig",
  "lambda:DeleteProvisionedConcurrencyConfig",
  "lambda:DeleteResourcePolicy",
  "lambda:PublishVersion",
  "lambda:PutFunctionCodeSigningConfig",
  "lambda:PutFunctionConcurrency",
  "lambda:PutFunctionEventInvokeConfig",
  "lambda:PutFunctionRecursionConfig",
  "lambda:PutFunctionScalingConfig",
  "lambda:PutProvisionedConcurrencyConfig",
  "lambda:PutResourcePolicy",
  "lambda:PutRuntimeManagementConfig",
  "lambda:RemovePermission",
  "lambda:UpdateAlias",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionCodeSigningConfig",
  "lambda:UpdateFunctionConfiguration",
  "lambda:UpdateFunctionEventInvokeConfig",
  "lambda:UpdateFunctionUrlConfig",
];
