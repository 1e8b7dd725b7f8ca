export function qrPng(text: string): Buffer;
