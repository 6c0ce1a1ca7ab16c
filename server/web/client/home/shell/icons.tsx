/** Strokes in a box of 20 by 20. */
const shapes = {
  home: 'M3 9l7-6 7 6v8h-5v-5H8v5H3z',
  notifications: 'M5 13V9a5 5 0 0 1 10 0v4l1.500 2h-13zM8 17.500h4',
  search: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zm4.500 10.500L17 17',
  lists: 'M4 5h12M4 10h12M4 15h8',
  messages: 'M3 4h14v10H9l-4 3v-3H3z',
  bookmarks: 'M5 3h10v14l-5-4-5 4z',
  profile: 'M10 3a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM3 17c.5-3.500 3.500-5 7-5s6.500 1.500 7 5',
  settings: 'M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4',
  console: 'M10 2l7 3v5c0 4-3 6.500-7 8-4-1.500-7-4-7-8V5z',
  reply: 'M8 5L3 10l5 5M3 10h8c4 0 6 2 6 6',
  boost: 'M5 14V6l-2.500 2.500M5 6l2.500 2.500M7 6h8v8l2.500-2.500M15 14l-2.500-2.500M13 14H7',
  favourite: 'M10 3l2.200 4.500 5 .7-3.600 3.500.9 5L10 14.300 5.500 16.700l.9-5L2.800 8.200l5-.7z',
  bookmark: 'M5 3h10v14l-5-4-5 4z',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  media: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 7.500h.01',
  warning: 'M10 3l8 14H2zM10 8v4M10 14.500h.01',
  poll: 'M3 5h10M3 10h14M3 15h6',
  close: 'M5 5l10 10M15 5L5 15',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, filled = false }: { readonly name: IconName; readonly filled?: boolean }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width={name === 'more' ? 2.6 : 1.6}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
