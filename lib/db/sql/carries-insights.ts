/** Whether a row of functions carries Lambda Insights as a layer (lib/domain/starts/insights.ts). */
export const carriesInsights = `coalesce(array_to_string(layer_arns, ' ') LIKE '%:layer:LambdaInsightsExtension%', FALSE)`;
