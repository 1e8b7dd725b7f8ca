import type { DemoEntry } from "../world/types.ts";
import { agriDemands } from "./agri-demands.ts";
import { agriOffers } from "./agri-offers.ts";
import { aluminiumDemands } from "./aluminium-demands.ts";
import { aluminiumOffers } from "./aluminium-offers.ts";
import { coalDemands } from "./coal-demands.ts";
import { coalOffers } from "./coal-offers.ts";
import { copperDemands } from "./copper-demands.ts";
import { copperOffers } from "./copper-offers.ts";
import { energyDemands } from "./energy-demands.ts";
import { energyOffers } from "./energy-offers.ts";
import { equipmentDemands } from "./equipment-demands.ts";
import { equipmentOffers } from "./equipment-offers.ts";
import { goldDemands } from "./gold-demands.ts";
import { goldOffers } from "./gold-offers.ts";
import { metalsDemands } from "./metals-demands.ts";
import { metalsOffers } from "./metals-offers.ts";

export const entries: DemoEntry[] = [
  ...goldOffers,
  ...copperOffers,
  ...aluminiumOffers,
  ...metalsOffers,
  ...coalOffers,
  ...equipmentOffers,
  ...energyOffers,
  ...agriOffers,
  ...goldDemands,
  ...copperDemands,
  ...aluminiumDemands,
  ...metalsDemands,
  ...coalDemands,
  ...equipmentDemands,
  ...energyDemands,
  ...agriDemands,
];
