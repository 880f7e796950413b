// Judge: one page by Lighthouse as it comes, a phone, throttled by calculation: node judge.mjs ADDRESS [lift]. Prints its report.
// "lift" lifts the page's own policy: under `connect-src 'none'` Lighthouse cannot fetch robots.txt, and takes that for a fault.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [address, lift] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox"] });
const page = await browser.newPage();
if (lift) await page.setBypassCSP(true);
const { lhr } = await lighthouse(address, { output: "json", logLevel: "error" }, undefined, page);
process.stdout.write(JSON.stringify(lhr));
await browser.close();
