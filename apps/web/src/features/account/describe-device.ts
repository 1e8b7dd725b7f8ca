/** "Chrome · Windows" from a user agent: enough to recognise one's own devices. */
export function describeDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const browser = [
    ["Edg/", "Edge"],
    ["MicroMessenger", "微信 WeChat"],
    ["QQBrowser", "QQ"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  const system = [
    ["HarmonyOS", "HarmonyOS"],
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Windows", "Windows"],
    ["Mac OS X", "macOS"],
    ["Linux", "Linux"],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  return [browser, system].filter(Boolean).join(" · ") || userAgent.slice(0, 60);
}
