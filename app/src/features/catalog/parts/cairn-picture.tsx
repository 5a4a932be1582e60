/** A cairn by a path, drawn in the house's own colors: decoration, told to nobody. */
export function CairnPicture() {
  return (
    <svg class="catalog-cairn" viewBox="0 0 320 320" width="320" height="320" aria-hidden="true">
      <path class="catalog-cairn-ground" d="M12 268c52-10 104-13 148-12s104 6 148 14" />
      <path class="catalog-cairn-path" d="M36 310c60-22 116-20 150-34 26-10 60-14 96-10" />
      <path
        class="catalog-cairn-stone"
        d="M72 246c-2-30 34-46 86-47 56-1 98 14 96 44-2 22-42 29-94 29-50 0-86-6-88-26z"
      />
      <path
        class="catalog-cairn-open"
        d="M102 178c0-25 28-38 66-37 36 0 62 13 61 36-1 21-30 27-64 27-36 0-63-6-63-26z"
      />
      <path
        class="catalog-cairn-stone"
        d="M120 122c1-21 22-31 48-30 26 1 44 12 43 31-1 17-22 23-46 22-27 0-46-6-45-23z"
      />
      <path class="catalog-cairn-open" d="M138 76c1-15 15-22 32-21 16 1 27 9 26 22-1 12-14 17-30 16-17 0-29-5-28-17z" />
      <circle class="catalog-cairn-mark" cx="168" cy="38" r="11" />
    </svg>
  )
}
