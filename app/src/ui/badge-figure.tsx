const SIZES = { small: 56, medium: 112, large: 208 } as const

export interface BadgeFigureProps {
  /** Address of the badge picture; data: is allowed by the policy of our pages. */
  src: string
  /** "Badge for {title}: a cairn of 3 stones, {strand} strand"; empty where the title stands beside it. */
  alt: string
  size?: keyof typeof SIZES
  caption?: string
}

export function BadgeFigure({ src, alt, size = 'medium', caption }: BadgeFigureProps) {
  const edge = SIZES[size]
  // A list has dozens of small ones, each a drawing of its own: those far down wait until somebody comes near.
  const loading = size === 'small' ? 'lazy' : undefined
  const image = <img class={`badge badge-${size}`} src={src} alt={alt} width={edge} height={edge} loading={loading} />
  if (!caption) return image
  return (
    <figure class="badge-figure">
      {image}
      <figcaption class="small muted">{caption}</figcaption>
    </figure>
  )
}
