/** Miller's cylindrical projection: shapes hold in the middle latitudes, and the poles stay on the sheet. */

const RADIANS = Math.PI / 180;

/** Return the place on a sheet from -180 to 180 wide and about -132 to 132 high, y downwards. */
export function project(longitude: number, latitude: number): readonly [number, number] {
  return [longitude, -1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * latitude * RADIANS)) / RADIANS];
}
