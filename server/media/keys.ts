/** Where the bytes of a rendition rest. */
export function keyOf(id: string, rendition: 'original' | 'preview'): string {
  return rendition === 'original' ? id : `${id}-preview`;
}
