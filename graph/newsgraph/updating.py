"""A graph folder takes articles in and lets them go, each update whole or not at all."""
