/**
 * Answers: data as HTML, charts as SVG and pages as PDF.
 * Assumes: report data are ready to print; views and texts lie in the views directory.
 * May import: core, handlebars, i18next, echarts, puppeteer-core, @sparticuz/chromium, @fontsource and node.
 */
export { type ForecastChart, forecastChartSvg } from './charts.ts';
export { type FontFile, fontFile } from './fonts.ts';
export { createRenderer, type Renderer } from './html.ts';
export type { Translate } from './i18n.ts';
export { openPrinter, type Printer, type PrinterLog, type PrintOptions } from './pdf.ts';
export { staffingPlanHtml } from './staffing-plan.ts';
