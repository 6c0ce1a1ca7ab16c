import { isUnshownElement } from './elements.ts';

/** Declarations that take an element out of sight, white space removed. */
const hidingStyles = [
  'display:none',
  'visibility:hidden',
  'visibility:collapse',
  'opacity:0',
  'font-size:0',
  'color:transparent',
  'width:0',
  'height:0',
  'clip:',
  'clip-path:',
  'text-indent:-',
  'left:-',
  'right:-',
  'top:-',
  'scale(0',
];
const hidingClasses = new Set(['invisible', 'hidden', 'd-none', 'sr-only', 'visually-hidden', 'screen-reader-text']);

/** Whether an element of this name with these attributes is kept from the eye. */
export function hides(name: string, attributes: ReadonlyMap<string, string>): boolean {
  if (isUnshownElement(name) || attributes.has('hidden')) return true;
  const style = attributes.get('style')?.toLowerCase().replace(/\s/g, '');
  if (style !== undefined && hidingStyles.some((declaration) => style.includes(declaration))) return true;
  const classes = attributes.get('class')?.toLowerCase().split(/\s+/);
  return classes?.some((one) => hidingClasses.has(one)) ?? false;
}
