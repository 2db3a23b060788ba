// Four shops, each with its own look: what they sell and what they are called. Their styles are in public/<style>.css.

export const STYLES = ['bazaar', 'studio', 'night', 'harbor'] as const;
export type Style = (typeof STYLES)[number];

export interface ShopWindow {
  /** The name in the switcher. */
  readonly label: string;
  readonly name: string;
  readonly strapline: string;
  /** Four letters before the order's number. */
  readonly prefix: string;
  /** A night shop has no light scheme. */
  readonly alwaysDark: boolean;
  readonly item: string;
  readonly detail: string;
  /** Describes the picture, `/assets/<style>-item.svg`. */
  readonly picture: string;
  /** Rupees, with two decimal places. The price exists only here, on the server. */
  readonly itemPrice: string;
  readonly extra: string;
  readonly extraPrice: string;
  readonly total: string;
  /** The total in the merchant's own currency, for comparison; shoppers pay rupees. */
  readonly about?: string;
  /** Below "Thank you" on the receipt. */
  readonly promise: string;
  /** The next steps, in order. */
  readonly next: readonly string[];
  readonly goods:
    | { readonly typeOfGoods: 'physical_goods'; readonly hsCode: string }
    // A service has no goods code; if EximPe wants papers, a description in words replaces it.
    | { readonly typeOfGoods: 'service'; readonly hsCodeDescription: string };
}

export const SHOPS: Readonly<Record<Style, ShopWindow>> = {
  bazaar: {
    label: 'Bazaar',
    name: 'Neel Bazaar',
    strapline: 'Hand-block cotton from Kutch',
    prefix: 'NEEL',
    alwaysDark: false,
    item: 'Hand-block table runner, indigo',
    detail: 'Ajrakh print, 35 × 180 cm',
    picture: 'Indigo table runner with a printed border',
    itemPrice: '850.00',
    extra: 'Delivery to Kochi 682002',
    extraPrice: '150.00',
    total: '1000.00',
    promise: 'Your table runner will be printed, washed and sent to Kochi within five days.',
    next: [
      'We print and wash it in Kutch: two days.',
      'The courier takes it to Kochi: three days more, with a message when it leaves.',
      'Not what you hoped for? Send it back within fourteen days.',
    ],
    goods: { typeOfGoods: 'physical_goods', hsCode: '63025100' },
  },
  studio: {
    label: 'Studio',
    name: 'Kiln Studio',
    strapline: 'Stoneware from Khurja',
    prefix: 'KILN',
    alwaysDark: false,
    item: 'Carafe no. 4',
    detail: 'Ash glaze, 900 ml',
    picture: 'A grey stoneware carafe',
    itemPrice: '900.00',
    extra: 'Delivery to Kochi 682002',
    extraPrice: '100.00',
    total: '1000.00',
    promise: 'Your carafe is wrapped in straw and leaves for Kochi tomorrow.',
    next: [
      'We wrap it today.',
      'It leaves tomorrow, and is in Kochi within four days.',
      'Should it arrive broken, write to us: we send another.',
    ],
    goods: { typeOfGoods: 'physical_goods', hsCode: '69120010' },
  },
  night: {
    label: 'Night',
    name: 'Raga by Night',
    strapline: 'Concerts after dark',
    prefix: 'RAGA',
    alwaysDark: true,
    item: 'Ragas for the rain, one seat',
    detail: 'Fort Kochi, Saturday, 10 pm',
    picture: 'The moon over dark water',
    itemPrice: '940.00',
    extra: 'Booking fee',
    extraPrice: '60.00',
    total: '1000.00',
    promise: 'Your seat is kept. Show this page at the door.',
    next: [
      'Keep this page, on the phone or on paper.',
      'Doors open an hour before the concert.',
      'Can’t come? Give the seat back until the day before.',
    ],
    goods: { typeOfGoods: 'service', hsCodeDescription: 'Admission to a concert' },
  },
  // A merchant outside India, whose shoppers in India see both currencies and pay rupees.
  harbor: {
    label: 'Harbor',
    name: 'Harbor Press',
    strapline: 'Letterpress from Portland, Oregon',
    prefix: 'HARB',
    alwaysDark: false,
    item: 'Tide table 2027, letterpress',
    detail: 'Two colours on cotton paper, 30 × 40 cm',
    picture: 'A print of waves below a rising moon',
    itemPrice: '800.00',
    extra: 'Airmail to Kochi 682002',
    extraPrice: '200.00',
    total: '1000.00',
    about: '≈ US$ 12.00',
    promise: 'Your print is on its way from Portland within two days.',
    next: [
      'We print and pack it flat: two days.',
      'It flies to Kochi: about ten days, with its papers for the customs.',
      'Bent on the way? We print another.',
    ],
    goods: { typeOfGoods: 'physical_goods', hsCode: '49119100' },
  },
};
