/** Reads the body of a form. */
import express, { type RequestHandler } from 'express';

export function form(): RequestHandler {
  return express.urlencoded({ extended: false, limit: '16kb' });
}
