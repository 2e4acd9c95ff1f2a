/** Service namespaces of AWS as of 2026-09-26, as its service authorisation reference lists them: what `*` covers. */
export const serviceNamespaces: readonly string[] = `
  a2c a4b access-analyzer account-access account acm-pca acm aco-automation action-recommendations activate
  agent-registry agentaccess-mcp aidevops aiops airflow-serverless airflow amplify amplifybackend
  amplifyuibuilder aoss apigateway app-integrations appconfig appfabric appflow application-autoscaling
  application-signals-mcp application-signals application-transformation applicationinsights appmesh-preview
  appmesh apprunner appstream appstudio appsync apptest aps arc-region-switch arc-zonal-shift arsenal artifact
  athena auditmanager autoscaling-plans autoscaling aws-external-anthropic aws-marketplace-management
  aws-marketplace aws-portal awsconnector b2bi backup-gateway backup-search backup-storage backup batch
  bcm-dashboards bcm-data-exports bcm-pricing-calculator bcm-recommended-actions bedrock-agentcore
  bedrock-mantle bedrock-websearch bedrock billing billingconductor braket budgets bugbust cases cassandra ce
  chatbot chime cleanrooms-ml cleanrooms cloud9 clouddirectory cloudformation cloudfront-keyvaluestore
  cloudfront cloudhsm cloudsearch cloudshell cloudtrail-data cloudtrail cloudwatch codeartifact codebuild
  codecatalyst codecommit codeconnections codedeploy-commands-secure codedeploy codeguru-profiler
  codeguru-reviewer codeguru-security codeguru codepipeline codestar-connections codestar-notifications codestar
  codewhisperer cognito-identity cognito-idp cognito-sync comprehend comprehendmedical compute-optimizer config
  connect-campaigns connect consoleapp consolidatedbilling controlcatalog controltower cost-optimization-hub cur
  customer-verification databrew dataexchange datapipeline datasync datazone dax dbqms deadline detective
  devicefarm devops-guru directconnect discovery dlm dms docdb-elastic drs ds-data ds dsql dynamodb ebs
  ec2-instance-connect ec2 ec2messages ecr-public ecr ecs-mcp ecs eks-auth eks-mcp eks elasticache
  elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce elastictranscoder
  elemental-activations elemental-appliances-software elemental-inference elemental-support-cases
  elemental-support-content emr-containers emr-serverless entityresolution es events eventsbilltoaws evidently
  evs execute-api finops-agent finspace-api finspace firehose fis fms forecast frauddetector freertos freetier
  fsx gamelift gameliftstreams geo-maps geo-places geo-routes geo glacier globalaccelerator glue grafana
  greengrass groundstation groundtruthlabeling guardduty health-agent health healthlake honeycode iam
  identity-sync identitystore-auth identitystore imagebuilder importexport inspector-scan inspector
  inspector2-telemetry inspector2 interconnect internetmonitor invoicing iot-device-tester iot iotanalytics
  iotdeviceadvisor iotevents iotfleethub iotfleetwise iotjobsdata iotmanagedintegrations iotsitewise
  iottwinmaker iotwireless iq-permission iq ivs ivschat kafka-cluster kafka kafkaconnect kendra-ranking kendra
  kinesis kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard lex
  license-manager-linux-subscriptions license-manager-user-subscriptions license-manager lightsail logs
  lookoutequipment lookoutmetrics lookoutvision m2 machinelearning macie2 managedblockchain-query
  managedblockchain mapcredits marketplacecommerceanalytics mechanicalturk mediaconnect mediaconvert mediaimport
  medialive mediapackage-vod mediapackage mediapackagev2 mediastore mediatailor medical-imaging memorydb mgh mgn
  migrationhub-orchestrator migrationhub-strategy mobileanalytics mobiletargeting monitron mpa mq neptune-db
  neptune-graph network-firewall network-security-director network-security-manager networkflowmonitor
  networkmanager-chat networkmanager networkmonitor nimble notifications-contacts notifications nova-act oam
  observabilityadmin odb omics one opensearch opsworks-cm opsworks organizations osis outposts panorama
  partnercentral-account-management partnercentral payment-cryptography payments pca-connector-ad
  pca-connector-scep pcs personalize pi pipes polly pricing pricingplanmanager private-networks profile proton
  purchase-orders q qapps qbusiness qdeveloper qldb quicksight ram rbin rds-data rds-db rds redshift-data
  redshift-serverless redshift refactor-spaces rekognition repostspace researchstudio resiliencehub
  resource-explorer-2 resource-explorer resource-groups rhelkb robomaker rolesanywhere route53-recovery-cluster
  route53-recovery-control-config route53-recovery-readiness route53 route53domains route53globalresolver
  route53profiles route53resolver rtbfabric rum s3-object-lambda s3-outposts s3 s3express s3files s3tables
  s3vectors sagemaker-data-science-assistant sagemaker-geospatial sagemaker-mlflow sagemaker-unified-studio-mcp
  sagemaker savingsplans scheduler schemas scn sdb secretsmanager security-ir securityagent securityhub
  securitylake serverlessrepo servicecatalog servicediscovery serviceextract servicequotas ses shield signer
  signin simspaceweaver sms-voice sms snow-device-management snowball sns social-messaging sqlworkbench sqs
  ssm-contacts ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap ssm ssmmessages sso-directory sso-oauth sso
  states storagegateway sts support-console support supportapp supportauthz supportplans sustainability swf
  synthetics tag tax textract thinclient timestream-influxdb timestream tiros tnb transcribe transfer
  transform-custom transform translate trustedadvisor ts user-subscriptions uxc vendor-insights verified-access
  verifiedpermissions voiceid vpc-lattice-svcs vpc-lattice vpce waf-regional waf wafv2 wam wellarchitected wickr
  wisdom workdocs worklink workmail workmailmessageflow workspaces-instances workspaces-web workspaces xray
`
  .trim()
  .split(/\s+/);
