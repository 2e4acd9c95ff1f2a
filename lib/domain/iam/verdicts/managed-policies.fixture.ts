/** Documents of AWS managed policies as AWS published them (default versions of early 2026). */
export const managedPolicies = {
  AWSLambdaBasicExecutionRole: {
    Statement: [
      {
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaDynamoDBExecutionRole: {
    Statement: [
      {
        Action: [
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaENIManagementAccess: {
    Statement: [
      {
        Action: [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaKinesisExecutionRole: {
    Statement: [
      {
        Action: [
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
          "kinesis:ListStreams",
          "kinesis:SubscribeToShard",
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaSQSQueueExecutionRole: {
    Statement: [
      {
        Action: [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaVPCAccessExecutionRole: {
    Statement: [
      {
        Action: [
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        Effect: "Allow",
        Resource: "*",
        Sid: "AWSLambdaVPCAccessExecutionPermissions",
      },
    ],
    Version: "2012-10-17",
  },
  AWSXRayDaemonWriteAccess: {
    Statement: [
      {
        Action: [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:GetSamplingStatisticSummaries",
        ],
        Effect: "Allow",
        Resource: ["*"],
        Sid: "AWSXRayDaemonWriteAccess",
      },
    ],
    Version: "2012-10-17",
  },
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    Statement: [
      {
        Action: "logs:CreateLogGroup",
        Effect: "Allow",
        Resource: "*",
      },
      {
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Effect: "Allow",
        Resource: "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*",
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambdaRole: {
    Statement: [
      {
        Action: ["lambda:InvokeFunction"],
        Effect: "Allow",
        Resource: ["*"],
      },
    ],
    Version: "2012-10-17",
  },
  AWSLambda_FullAccess: {
    Statement: [
      {
        Action: [
          "cloudformation:DescribeStacks",
          "cloudformation:ListStackResources",
          "cloudwatch:ListMetrics",
          "cloudwatch:GetMetricData",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "kms:DescribeKey",
          "kms:ListAliases",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListRolePolicies",
          "iam:ListRoles",
          "lambda:*",
          "logs:DescribeLogGroups",
          "states:DescribeStateMachine",
          "states:ListStateMachines",
          "tag:GetResources",
          "xray:GetTraceSummaries",
          "xray:BatchGetTraces",
        ],
        Effect: "Allow",
        Resource: "*",
      },
      {
        Action: "iam:PassRole",
        Condition: {
          StringEquals: {
            "iam:PassedToService": "lambda.amazonaws.com",
          },
        },
        Effect: "Allow",
        Resource: "*",
      },
      {
        Action: [
          "logs:DescribeLogStreams",
          "logs:GetLogEvents",
          "logs:FilterLogEvents",
          "logs:StartLiveTail",
          "logs:StopLiveTail",
        ],
        Effect: "Allow",
        Resource: "arn:aws:logs:*:*:log-group:/aws/lambda/*",
      },
      {
        Action: "iam:CreateServiceLinkedRole",
        Condition: {
          StringEquals: {
            "iam:AWSServiceName": "lambda.amazonaws.com",
          },
        },
        Effect: "Allow",
        Resource: "arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda",
      },
    ],
    Version: "2012-10-17",
  },
  AmazonS3ReadOnlyAccess: {
    Statement: [
      {
        Action: ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  AmazonSSMReadOnlyAccess: {
    Statement: [
      {
        Action: ["ssm:Describe*", "ssm:Get*", "ssm:List*"],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  IAMFullAccess: {
    Statement: [
      {
        Action: [
          "iam:*",
          "organizations:DescribeAccount",
          "organizations:DescribeOrganization",
          "organizations:DescribeOrganizationalUnit",
          "organizations:DescribePolicy",
          "organizations:ListChildren",
          "organizations:ListParents",
          "organizations:ListPoliciesForTarget",
          "organizations:ListRoots",
          "organizations:ListPolicies",
          "organizations:ListTargetsForPolicy",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  PowerUserAccess: {
    Statement: [
      {
        Effect: "Allow",
        NotAction: ["iam:*", "organizations:*", "account:*"],
        Resource: "*",
      },
      {
        Action: [
          "account:GetAccountInformation",
          "account:GetGovCloudAccountInformation",
          "account:GetPrimaryEmail",
          "account:ListRegions",
          "iam:CreateServiceLinkedRole",
          "iam:DeleteServiceLinkedRole",
          "iam:ListRoles",
          "organizations:DescribeEffectivePolicy",
          "organizations:DescribeOrganization",
        ],
        Effect: "Allow",
        Resource: "*",
      },
    ],
    Version: "2012-10-17",
  },
  SecretsManagerReadWrite: {
    Statement: [
      {
        Action: [
          "secretsmanager:*",
          "cloudformation:CreateChangeSet",
          "cloudformation:DescribeChangeSet",
          "cloudformation:DescribeStackResource",
          "cloudformation:DescribeStacks",
          "cloudformation:ExecuteChangeSet",
          "docdb-elastic:GetCluster",
          "docdb-elastic:ListClusters",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "kms:DescribeKey",
          "kms:ListAliases",
          "kms:ListKeys",
          "lambda:ListFunctions",
          "rds:DescribeDBClusters",
          "rds:DescribeDBInstances",
          "redshift:DescribeClusters",
          "redshift-serverless:ListWorkgroups",
          "redshift-serverless:GetNamespace",
          "tag:GetResources",
        ],
        Effect: "Allow",
        Resource: "*",
        Sid: "BasePermissions",
      },
      {
        Action: [
          "lambda:AddPermission",
          "lambda:CreateFunction",
          "lambda:GetFunction",
          "lambda:InvokeFunction",
          "lambda:UpdateFunctionConfiguration",
        ],
        Effect: "Allow",
        Resource: "arn:aws:lambda:*:*:function:SecretsManager*",
        Sid: "LambdaPermissions",
      },
      {
        Action: ["serverlessrepo:CreateCloudFormationChangeSet", "serverlessrepo:GetApplication"],
        Effect: "Allow",
        Resource: "arn:aws:serverlessrepo:*:*:applications/SecretsManager*",
        Sid: "SARPermissions",
      },
      {
        Action: ["s3:GetObject"],
        Effect: "Allow",
        Resource: ["arn:aws:s3:::awsserverlessrepo-changesets*", "arn:aws:s3:::secrets-manager-rotation-apps-*/*"],
        Sid: "S3Permissions",
      },
    ],
    Version: "2012-10-17",
  },
} as const;
