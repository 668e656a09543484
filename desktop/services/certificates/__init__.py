"""Certificates: drawn, issued, kept, recognised."""
