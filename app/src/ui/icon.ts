/** The house mark alone, for tabs and bookmarks. */
export const ICON_SVG =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><g fill='#0f5c4d' stroke='#0f5c4d' stroke-width='1.8'><ellipse cx='16' cy='25.4' rx='11.4' ry='4.6'/><ellipse cx='15' cy='16' rx='8' ry='3.9' fill='#fff' transform='rotate(-4 15 16)'/><ellipse cx='16.6' cy='8' rx='4.8' ry='3.1' transform='rotate(7 16.6 8)'/></g></svg>"

/** The same as a data address: no request, allowed by img-src data:. */
export const ICON = `data:image/svg+xml,${ICON_SVG.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('#', '%23')}`
