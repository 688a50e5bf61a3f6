"""Ratings: what people say of a visit, who may say it when, and in which counts it is told."""
